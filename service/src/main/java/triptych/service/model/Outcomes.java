package triptych.service.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import triptych.apps.ErrorText;
import triptych.apps.Outcome;
import triptych.service.problem.Fault;
import triptych.service.problem.Problem;
import triptych.service.problem.ProblemException;

/** Answers of all inputs, or why there are not. */
final class Outcomes {

    private Outcomes() {}

    /**
     * The answers.
     *
     * @param pointer where the inputs stand in the body
     * @param isList whether they stand there as a list
     * @throws ProblemException 422 if some inputs are at fault, naming each
     * @throws CompletionException if something else went wrong
     */
    static <A> List<A> values(List<Outcome<A>> outcomes, String pointer, boolean isList) {
        List<A> values = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Answered<A> answered) {
                values.add(answered.answer());
            } else if (outcomes.get(i) instanceof Outcome.Failed<A> failed) {
                faults.add(new Fault(isList ? pointer + "/" + i : pointer, said(failed.error())));
            }
        }
        if (!faults.isEmpty()) {
            Fault first = faults.get(0);
            throw new ProblemException(
                    new Problem(422, "validation", first.pointer() + ": " + first.detail(), faults, 0));
        }
        return values;
    }

    /** What a client is told of an error that its own input made. */
    private static String said(Exception error) {
        if (error instanceof IllegalArgumentException || error instanceof IOException) {
            return ErrorText.of(error);
        }
        throw new CompletionException(error);
    }
}
