package triptych.service.problem;

/**
 * What is wrong with a part of a request.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901); empty for the whole body
 * @param detail what was found and what was needed
 */
public record Fault(String pointer, String detail) {}
