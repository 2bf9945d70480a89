package triptych.core.run;

/** What an execution hands on from one routine to the next. Whoever got it last closes it. */
public interface State extends AutoCloseable {

    @Override
    void close();
}
