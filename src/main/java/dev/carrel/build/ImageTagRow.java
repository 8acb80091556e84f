package dev.carrel.build;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Another name of an image: {@code …:latest}, or one that its owner gave. */
@Entity(name = "ImageTag")
@Table(name = "image_tag")
class ImageTagRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  @Column(name = "account_id")
  long account;

  @Column(name = "image_id")
  long image;

  String reference;

  protected ImageTagRow() {}

  ImageTagRow(long account, long image, String reference) {
    this.account = account;
    this.image = image;
    this.reference = reference;
  }
}
