package org.xuhao.store;

import java.time.Duration;
import org.xuhao.hall.value.ServiceCode;

/** What a window was busy with, and for how long: from the call to the end of the visit. */
public record ServedMatter(ServiceCode service, Duration busy) {}
