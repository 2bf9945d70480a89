package triptych.apps.parity;

import java.io.IOException;

/** How cases of one kind are checked. */
interface Check {

    /**
     * Reads every field of a case that this kind knows; a field that is left over means that the case is not
     * understood.
     *
     * @throws NotRunException if a field has a value that is not known here
     * @throws triptych.core.checkpoint.CheckpointException if a field is missing or mistyped
     */
    Attempt read(Fields fields) throws IOException;

    /** A case that is understood and can be run. */
    interface Attempt {

        /**
         * Asks the checkpoint, and compares its answers with the case's.
         *
         * @throws NotRunException if the case asks for what is not known here
         */
        void run(Subject subject, Comparison comparison) throws IOException;
    }
}
