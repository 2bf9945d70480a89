package triptych.service.http;

/**
 * What endpoints that ask models share.
 *
 * @param gate lets requests in
 * @param bodies reads them
 * @param workbench for what would hold up an event loop
 * @param answering lets them wait, and answers
 */
record Inference(Gate gate, Bodies bodies, Workbench workbench, Answering answering) {}
