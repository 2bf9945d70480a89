package triptych.service.model;

import triptych.service.contract.Task;
import triptych.service.contract.TextRequest;

/** A model that is asked with texts. */
public interface TextModel extends ServedModel {

    /**
     * Checks a request.
     *
     * @param task one of {@link #tasks()}
     * @throws triptych.service.problem.ProblemException if it cannot be answered
     */
    Plan plan(Task task, TextRequest request);
}
