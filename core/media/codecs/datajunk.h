#pragma once

#include <QByteArrayView>

namespace semblance {

/// Where compressed data end that are followed by what can be none: one byte over and over up to
/// the end, at least `longestRun` times, as when a download had reserved its place, or a text, as
/// when a server's page was saved. Else their size. No codec would notice by itself: nearly any
/// bits mean something.
qsizetype endBeforeJunk(QByteArrayView data, qsizetype longestRun);

}  // namespace semblance
