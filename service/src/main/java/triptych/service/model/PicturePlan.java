package triptych.service.model;

import triptych.apps.Picture;

/** A request about a picture of which all but the picture was checked. */
@FunctionalInterface
public interface PicturePlan {

    /** The plan for a picture that the same model prepared. */
    Plan about(Picture picture);
}
