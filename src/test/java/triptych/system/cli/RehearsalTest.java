package triptych.system.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import triptych.apps.cli.Rehearsal;

class RehearsalTest {

    @Test
    void everyCommandSucceeds() {
        String picture = Ran.sample("surfer.jpg");
        StringWriter err = new StringWriter();
        assertEquals(0, Rehearsal.run(picture, new PrintWriter(err, true)), err::toString);
    }
}
