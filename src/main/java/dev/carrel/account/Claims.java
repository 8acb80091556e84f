package dev.carrel.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an identity provider says of a person, in our own words.
 *
 * @param at when the provider said it
 * @param email where the person can be written to; absent where it is not claimed, is no address,
 *     or the provider says that it was never verified
 * @param groups sorted, each once; absent where the provider's token says nothing of groups
 * @param uid absent where no usable id was claimed
 */
record Claims(
    String issuer,
    String subject,
    Instant at,
    String username,
    String displayName,
    Optional<String> email,
    Optional<List<String>> groups,
    Optional<Integer> uid,
    Optional<Integer> gid) {}
