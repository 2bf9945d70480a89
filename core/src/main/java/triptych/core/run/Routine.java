package triptych.core.run;

import triptych.core.ops.Ops;

/**
 * A computation that a model offers, written once for every execution.
 *
 * @param name of the method in a recorded program
 * @param inputs how many arrays it is given
 * @param start whether it begins anew or goes on from a state
 * @param body the computation
 */
public record Routine(String name, int inputs, Start start, Body body) {

    /** Whether a routine begins anew or goes on from a state. */
    public enum Start {
        ANEW,
        /** From the state that the last recorded routine left which left one. */
        STATE
    }

    /** A computation: a method with a type parameter, to be named by a method reference. */
    @FunctionalInterface
    public interface Body {

        /** Computes; see {@link Values}. */
        <T> Values<T> run(Ops<T> ops, Values<T> given);
    }

    /** A routine that needs no state. */
    public static Routine anew(String name, int inputs, Body body) {
        return new Routine(name, inputs, Start.ANEW, body);
    }

    /** A routine that goes on from a state. */
    public static Routine goingOn(String name, int inputs, Body body) {
        return new Routine(name, inputs, Start.STATE, body);
    }
}
