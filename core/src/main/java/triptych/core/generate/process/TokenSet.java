package triptych.core.generate.process;

/** Remembers which ids it has met since it was cleared; clearing costs nothing. */
final class TokenSet {

    private int[] met = new int[0];
    private int round;

    /** Empties the set, which then takes ids below {@code words}. */
    void clear(int words) {
        if (met.length != words) {
            met = new int[words];
            round = 0;
        }
        round++;
    }

    /** Adds an id; returns whether it belongs to the vocabulary and is new. */
    boolean add(int token) {
        if (token < 0 || token >= met.length || met[token] == round) {
            return false;
        }
        met[token] = round;
        return true;
    }
}
