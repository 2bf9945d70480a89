package triptych.core.checkpoint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name in a table, with places to fill: {@code #} a number, {@code #+1} the number above it, {@code *} {@code weight}
 * or {@code bias}, {@code **} anything.
 *
 * @param text the name as the table writes it
 * @param regex what it matches; group {@code n} is the first number, group {@code k} the first kind
 */
record NamePattern(String text, Pattern regex) {

    private static final Pattern PLACE = Pattern.compile("#\\+1|#|\\*\\*|\\*");

    /** What stands in the places of a name; empty where it has no such place. */
    record Filling(String number, String kind) {}

    static NamePattern of(String text) {
        StringBuilder regex = new StringBuilder();
        Matcher place = PLACE.matcher(text);
        int end = 0;
        while (place.find()) {
            regex.append(Pattern.quote(text.substring(end, place.start())));
            regex.append(place(place.group(), regex));
            end = place.end();
        }
        regex.append(Pattern.quote(text.substring(end)));
        return new NamePattern(text, Pattern.compile(regex.toString()));
    }

    private static String place(String mark, CharSequence before) {
        return switch (mark) {
            case "**" -> ".*";
            case "*" -> group("k", "weight|bias", before);
            default -> group("n", "\\d{1,9}", before);
        };
    }

    private static String group(String name, String regex, CharSequence before) {
        return before.toString().contains("(?<" + name + ">") ? "(?:" + regex + ")" : "(?<" + name + ">" + regex + ")";
    }

    /** The same name in a part of a composed model. */
    NamePattern under(String prefix) {
        return of(prefix + text);
    }

    boolean matches(String name) {
        return regex.matcher(name).matches();
    }

    /** What fills the places if this is {@code name}. */
    Optional<Filling> filling(String name) {
        Matcher match = regex.matcher(name);
        return match.matches() ? Optional.of(new Filling(group(match, "n"), group(match, "k"))) : Optional.empty();
    }

    private String group(Matcher match, String name) {
        return regex.pattern().contains("(?<" + name + ">") ? match.group(name) : "";
    }

    /** Whether all places of this name can be filled from one of the names that {@code other} matches. */
    boolean isFilledBy(NamePattern other) {
        return (!text.contains("#") || other.text.contains("#")) && (!text.contains("*") || other.text.contains("*"));
    }

    /** The name with {@code filling} in its places. */
    String fill(Filling filling) {
        String name = text;
        if (name.contains("#+1")) {
            name = name.replace("#+1", String.valueOf(Integer.parseInt(filling.number()) + 1));
        }
        return name.replace("#", filling.number()).replace("*", filling.kind());
    }
}
