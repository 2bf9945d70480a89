package triptych.service.http;

import triptych.service.contract.ChatAnswers;
import triptych.service.model.Answer;
import triptych.service.problem.Problem;

/** Events as OpenAI sends them: chunks, and a word that says that there are no more. */
final class ChatStream implements TextStream {

    private final EventStream events;
    private final ChatAnswers answers;
    private final String requestId;
    private boolean told;

    ChatStream(EventStream events, ChatAnswers answers, String requestId) {
        this.events = events;
        this.answers = answers;
        this.requestId = requestId;
    }

    @Override
    public void part(int token, String text) {
        if (!text.isEmpty()) {
            begin();
            events.event(answers.part(text));
        }
    }

    private void begin() {
        if (!told) {
            told = true;
            events.event(answers.first());
        }
    }

    @Override
    public void finish(Answer answer) {
        if (!told) {
            part(0, answer.text());
        }
        begin();
        events.event(answers.last(ChatEndpoint.finishReason(answer)));
        events.done();
    }

    @Override
    public void fail(Problem problem) {
        events.event(ErrorShape.OPENAI.body(problem, requestId));
        events.done();
    }
}
