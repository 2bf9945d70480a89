package triptych.core.generate;

/**
 * A sequence that a step goes on with.
 *
 * @param row of the request
 * @param tokens so far, with the prompt
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Line(int row, int[] tokens) {

    int last() {
        return tokens[tokens.length - 1];
    }
}
