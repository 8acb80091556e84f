package dev.carrel.catalogue;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What a reference was resolved to at one time. */
@Entity
@Table(name = "base_pin")
class BasePin {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  String reference;
  String digest;

  /** The digest is an image's id: no registry knows it. */
  boolean local;

  boolean current;
  Instant pinned;
}
