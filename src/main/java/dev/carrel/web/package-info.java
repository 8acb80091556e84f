/** What every page and call shares: layout, components, errors, live updates, security headers. */
package dev.carrel.web;
