package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.register.StepSettings.Level;
import org.myelon.step.InputException;

class RegistrationStepsTest {

  private static StepSettings one(String text) {
    final List<StepSettings> steps = RegistrationSteps.parse(text);
    assertEquals(1, steps.size());
    return steps.get(0);
  }

  @Test
  void whatIsNotSaidHasTheDefaultOfSct() {
    assertEquals(StepSettings.defaults(1), one("step=1"));
    final StepSettings s = one("step=1,type=seg,algo=centermassrot");
    assertEquals(Kind.SEG, s.kind());
    assertEquals(Algorithm.CENTERMASSROT, s.algorithm());
    assertEquals(Metric.MEANSQUARES, s.metric());
    assertEquals(List.of(new Level(10, 1, 0)), s.levels());
    assertEquals(1.6, s.rotation().leastEigenvalueRatio());
    assertEquals("Tx_Ty_Tz_Rx_Ry_Rz", s.dof());
    assertEquals(1, s.samplingFraction());
  }

  @Test
  void theStepsOfRegisterToTemplate() {
    final List<StepSettings> steps =
        RegistrationSteps.parse(
            "step=2,type=seg,algo=bsplinesyn,metric=MeanSquares,iter=3,smooth=1,slicewise=0:"
                + "step=1,type=imseg,algo=centermassrot,rot_method=pcahog,rot_dest=0:"
                + "step=0,type=label,dof=Tx_Ty_Tz_Rx_Ry_Rz_Sz");
    assertEquals(List.of(0, 1, 2), steps.stream().map(StepSettings::number).toList());
    assertEquals("Tx_Ty_Tz_Rx_Ry_Rz_Sz", steps.get(0).dof());
    assertEquals(RotationMethod.PCAHOG, steps.get(1).rotation().method());
    assertEquals(0, steps.get(1).rotation().fixedDegrees());
    assertEquals(List.of(new Level(3, 1, 1)), steps.get(2).levels());
  }

  @Test
  void severalResolutions() {
    final StepSettings s =
        one(
            "step=1,type=rootlet,algo=bsplinesyn,metric=CC,iter=6x6x3,shrink=8x4x2,smooth=0x0x0,"
                + "deformation=0x0x1,gradStep=.1,samplingStrategy=Regular,samplingPercentage=.5");
    assertEquals(List.of(new Level(6, 8, 0), new Level(6, 4, 0), new Level(3, 2, 0)), s.levels());
    assertEquals(List.of(0.0, 0.0, 1.0), s.deformation());
    assertEquals(0.1, s.gradientStep());
    assertEquals(0.5, s.samplingFraction());
    assertEquals(
        List.of(new Level(6, 2, 1.5), new Level(3, 2, 1.5)),
        one("step=1,iter=6x3,shrink=2,smooth=1.5").levels());
    assertEquals(0.2, one("step=1,samplingStrategy=Random").samplingFraction());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step=1,type=im,algo=syn",
        "step=0,type=label,algo=syn,dof=Tx_Ty_Tz_Sz:step=1,type=seg,algo=columnwise,smooth=1",
        "step=1,type=imseg,algo=centermassrot,filter_size=2.5,rot_method=pcahog,rot_src=-7.5,"
            + "rot_dest=0",
        "step=3,type=rootlet,algo=bsplinesyn,metric=CC,iter=6x6x3,shrink=8x4x2,smooth=2x1x0,"
            + "gradStep=0.1,deformation=0x0x1,slicewise=1,samplingStrategy=Regular,"
            + "samplingPercentage=0.2",
        "step=1,type=im,algo=slicereg,metric=MI,poly=3,smoothWarpXY=1,pca_eigenratio_th=1.3"
      })
  void textAndBack(String text) {
    final List<StepSettings> steps = RegistrationSteps.parse(text);
    assertEquals(text, RegistrationSteps.format(steps));
    assertEquals(steps, RegistrationSteps.parse(RegistrationSteps.format(steps)));
  }

  @Test
  void upperAndLowerCaseAndBlanksDoNotMatter() {
    assertEquals(
        one("step=1,algo=syn,metric=MeanSquares,gradStep=0.2"),
        one(" Step = 1, algo=SyN ,metric=meansquares,gradstep=0.2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "step=1,alg=syn | 'alg'",
        "step=1,algo=demons | centermassrot",
        "step=1,algo=dl | neural network",
        "step=1,metric=SSD | MeanSquares, CC or MI",
        "step=1,type=mask | im, seg, imseg, rootlet or label",
        "step=1,type=label | step=0",
        "type=seg,algo=syn | no number",
        "step=1:step=1 | second",
        "step=1,algo | no value",
        "step=1,algo=syn,algo=syn | twice",
        "step=1, | unknown word ''",
        "step=1.5 | whole number",
        "step=-1 | from 0 on",
        "step=1,iter=ten | a number",
        "step=1,iter=6x3,shrink=4x2x1 | each of the 2",
        "step=1,shrink=0 | from 1 on",
        "step=1,deformation=1x1 | 1x1x0",
        "step=1,deformation=2x1x0 | from 0 to 1",
        "step=1,gradStep=NaN | a number",
        "step=1,gradStep=0 | a number",
        "step=1,slicewise=2 | 0 or 1",
        "step=1,dof=Tx_Qy | Tx, Ty",
        "step=1,laplacian=1 | Laplacian",
        "step=1,init=centermass | initial shift",
        "step=1,samplingPercentage=20 | from 1.0E-6 to 1"
      })
  void mistakesAreNamed(String text, String told) {
    final InputException e =
        assertThrows(InputException.class, () -> RegistrationSteps.parse(text));
    assertTrue(e.getMessage().contains(told), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void noStep() {
    assertThrows(InputException.class, () -> RegistrationSteps.parse(" "));
  }
}
