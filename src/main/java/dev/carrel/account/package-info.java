/** Who is signed in: OIDC identity to account, groups, POSIX ids, limits and tokens. */
package dev.carrel.account;
