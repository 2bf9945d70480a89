package triptych.service.http;

import triptych.service.model.Answer;
import triptych.service.problem.Problem;

/** How a text is told in events. */
interface TextStream {

    /** Tells a part; one that adds nothing is passed over. */
    void part(int token, String text);

    /** Tells the end; where nothing was told before, the whole text too. */
    void finish(Answer answer);

    /** Tells that there will be no end. */
    void fail(Problem problem);
}
