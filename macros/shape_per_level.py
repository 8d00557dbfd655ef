#@ CommandService command
#@ String(label="Folder with t2.nii.gz and discs.nii.gz") folder
# Cord area per vertebral level from an image and its disc labels, in Fiji's script editor (language: Python).
# Images go from command to command as they are; a path or the title of an open image does as well.
from org.myelon.command import SegmentCordCommand, MeasureShapeCommand

cord = command.run(SegmentCordCommand, True, "image", folder + "/t2.nii.gz", "contrast", "t2").get().getOutput("segmentation")
table = command.run(MeasureShapeCommand, True, "segmentation", cord, "discs", folder + "/discs.nii.gz",
                    "vertebrae", "2:5", "per", "level").get().getOutput("table")

rows = table.rowCount()
for row in range(rows):
    print("C%s: %.1f mm2" % (table.get(row, "VertLevel"), table.number(row, "MEAN(area)")))
