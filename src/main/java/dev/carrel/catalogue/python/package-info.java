/** Python's rules for names, versions and files of packages, as pip applies them. */
package dev.carrel.catalogue.python;
