/** The bridge that environments live on, and the shield around it. */
package dev.carrel.environment.network;
