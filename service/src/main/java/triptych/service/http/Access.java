package triptych.service.http;

/** Who may ask an endpoint. */
enum Access {
    /** Anybody: what is there says nothing about models or others' requests. */
    OPEN,
    /** Those who have a key, where keys are set. */
    KEYED
}
