package org.myelon.segment.training;

/**
 * One point of the curve of a training.
 *
 * @param step steps made
 * @param loss mean since the row before; see {@code SegmentationLoss}
 * @param learningRate of the last step
 * @param dice mean over the images held out, NaN if not validated at this step
 * @param seconds since the training began, without the time between a stop and going on
 */
public record TrainingRow(
    int step, double loss, double learningRate, double dice, double seconds) {}
