package triptych.apps.parity;

/**
 * One question to a checkpoint, with the reference's answer.
 *
 * @param name unlike those of the folder's other cases
 * @param kind what is asked
 * @param fields what is given and expected
 */
record ParityCase(String name, String kind, Fields fields) {}
