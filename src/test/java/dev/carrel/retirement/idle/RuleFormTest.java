package dev.carrel.retirement.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RuleFormTest {
  private static final IdleTerms NOW = new IdleTerms(true, Readings.RULE, Duration.ofHours(4));

  @Test
  void saysNothingWhereNothingIsChanged() {
    assertThat(form("", NOW, null, " ", null, null).said()).isEmpty();
    assertThat(form("", NOW, "5", "60", "30", "10").said()).isEmpty();
    assertThat(form("", NOW, "5", "60", "30", "10").settings()).isEmpty();
  }

  @Test
  void saysOnlyWhatIsChanged() {
    assertThat(form("", NOW, "20", null, null, null).settings())
        .isEqualTo("carrel.gpus.idle.threshold=20");
    assertThat(form("students", NOW, null, null, null, "2").settings())
        .isEqualTo("carrel.limits.students.gpu-idle.between=2m");
  }

  @Test
  void saysBothTimesSinceTheOneWouldHalveTheOther() {
    assertThat(form("night owls", NOW, null, "120", null, null).settings())
        .isEqualTo(
            """
            carrel.limits."night\\ owls".gpu-idle.after=120m
            carrel.limits."night\\ owls".gpu-idle.after-queued=30m""");
  }

  @Test
  void putsIntoForceWhatIsNot() {
    var off = new IdleTerms(false, Readings.RULE, Duration.ofHours(4));
    assertThat(form("", off, null, null, null, null).settings())
        .isEqualTo("carrel.gpus.idle.enabled=true");
  }

  @Test
  void tellsWhatIsNoRule() {
    assertThat(form("", NOW, "200", null, null, null).wrong()).get().asString().contains("100");
    assertThat(form("", NOW, "five", null, null, null).wrong())
        .get()
        .asString()
        .contains("as a number");
    assertThat(form("", NOW, null, "0", null, null).wrong()).get().asString().contains("above 0");
    assertThat(form("", NOW, null, null, null, "99999999").said()).isEmpty();
  }

  @Test
  void takesNoLineBreakIntoTheSettings() {
    assertThat(form("x\ncarrel.account.admin-groups=x", NOW, "20", null, null, null).settings())
        .isEqualTo("carrel.gpus.idle.threshold=20");
  }

  private static RuleForm form(
      String group, IdleTerms now, String threshold, String after, String queued, String between) {
    return RuleForm.of(Whose.of(group), now, threshold, after, queued, null, between);
  }
}
