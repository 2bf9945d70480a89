package triptych.text.token;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that the settings name.
 *
 * @param named the tokens with a role, by setting ({@code eos_token}), in the order in which they enter the vocabulary
 * @param extra further special tokens
 * @param added the added tokens, by the id they are listed with
 */
record SpecialTokens(Map<String, AddedToken> named, List<AddedToken> extra, SortedMap<Integer, AddedToken> added) {

    /** The tokens in the order in which those that the vocabulary lacks get their ids, each once. */
    List<AddedToken> inOrder() {
        Map<String, AddedToken> order = new LinkedHashMap<>();
        Set<String> roles = new LinkedHashSet<>();
        named.values().forEach(token -> roles.add(token.content()));
        added.values().forEach(t -> order.putIfAbsent(t.content(), roles.contains(t.content()) ? t.asSpecial() : t));
        named.values().forEach(t -> order.putIfAbsent(t.content(), t.asSpecial()));
        extra.forEach(t -> order.putIfAbsent(t.content(), t));
        return List.copyOf(order.values());
    }

    /** The contents of the named and the further special tokens, each once. */
    Set<String> contents() {
        Set<String> contents = new LinkedHashSet<>();
        named.values().forEach(token -> contents.add(token.content()));
        extra.forEach(token -> contents.add(token.content()));
        return contents;
    }

    /** The text of the token with a role, null if there is none. */
    @Nullable
    String content(String role) {
        AddedToken token = named.get(role);
        return token == null ? null : token.content();
    }
}
