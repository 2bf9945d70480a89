/** What a client is told when a request is not answered. */
@NullMarked
package triptych.service.problem;

import org.jspecify.annotations.NullMarked;
