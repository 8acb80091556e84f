/** What somebody must hear of: in the portal, by e-mail, by webhook. */
package dev.carrel.notice;
