// Area, diameters and angles of the cord for the vertebrae C2 to C5, from a cord mask and disc
// labels that are open as images "cord" and "discs".
run("Measure Shape...", "segmentation=cord discs=discs vertebrae=2:5 per=level");
