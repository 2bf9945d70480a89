package triptych.bench.callers;

import java.util.concurrent.Callable;

/**
 * One call of a pipeline, which has the same answer every time.
 *
 * @param name for reports
 * @param call gives the answer as a text that shows every token or number
 */
record Task(String name, Callable<String> call) {}
