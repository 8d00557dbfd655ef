// From a cord mask and disc labels, open as images "cord" and "discs", to the centreline of the
// cord with its angles and to a map of its vertebral levels.
run("Fit Centreline...", "segmentation=cord algorithm=bspline smooth=30 soft=false extrapolate=false space=pix");
run("Label Levels from Discs...", "segmentation=cord discs=discs smooth=30 compatibility=myelon");
