/** Pipelines: pictures and sentences in, text out; no array is needed to use them. */
@NullMarked
package triptych.apps;

import org.jspecify.annotations.NullMarked;
