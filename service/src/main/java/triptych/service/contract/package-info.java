/** Requests and answers as JSON. */
@NullMarked
package triptych.service.contract;

import org.jspecify.annotations.NullMarked;
