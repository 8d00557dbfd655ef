#@ CommandService command
#@ String(label="Folder with t2.nii.gz and discs.nii.gz") folder
#@ String(label="Folder for results") results
#@ String(label="Folder of the template") template
# The steps of docs/tutorial.md in Fiji's script editor (language: Python): images go from command to command as they are.
from org.myelon.command import (SegmentCordCommand, LabelLevelsCommand, MeasureShapeCommand,
                                RegisterToTemplateCommand, WarpTemplateCommand, ExtractMetricCommand)

def run(kind, *options):
    return command.run(kind, True, *options).get()

t2, discs = folder + "/t2.nii.gz", folder + "/discs.nii.gz"
cord = run(SegmentCordCommand, "image", t2).getOutput("segmentation")
levels = run(LabelLevelsCommand, "segmentation", cord, "discs", discs).getOutput("levels")
shape = run(MeasureShapeCommand, "segmentation", cord, "levels", levels,
            "vertebrae", "2:7", "per", "level").getOutput("table")

run(RegisterToTemplateCommand, "image", t2, "segmentation", cord, "discs", discs,
    "template", template, "output", results + "/registered")
run(WarpTemplateCommand, "image", t2, "transform", results + "/registered/warp_template2anat.nii.gz",
    "template", template, "output", results + "/label")
metric = run(ExtractMetricCommand, "image", t2, "atlas", results + "/label/atlas", "method", "map",
             "labels", "51,52", "levels", levels, "vertebrae", "2:7", "per", "level").getOutput("table")

for row in range(shape.rowCount()):
    print("C%s: %.1f mm2" % (shape.get(row, "VertLevel"), shape.number(row, "MEAN(area)")))
for row in range(metric.rowCount()):
    print("C%s, %s: %.0f" % (metric.get(row, "VertLevel"), metric.get(row, "Label"), metric.number(row, "MAP()")))
