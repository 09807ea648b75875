#pragma once

#include <QList>
#include <QString>
#include <functional>

/// Looking at other processes and waiting for them, on Linux.
namespace semblance::test {

/// The running children of a process whose program has this name.
QList<qint64> childrenOf(qint64 process, const QString& program);

/// True as soon as the condition holds; false after two minutes.
bool eventually(const std::function<bool()>& condition);

/// Sends a signal; false when there is no such process.
bool sendSignal(qint64 process, int signal);

}  // namespace semblance::test
