#pragma once

#include <QObject>
#include <QString>
#include <vector>

#include "core/base/crashnotes.h"

class QWidget;

namespace semblance {

class MessageStrip;

/// Offers to show the notes of crashes that nobody was told of yet; they count as told when that
/// was taken up or declined. Without any, nothing happens.
class CrashNotesFlow final : public QObject {
    Q_OBJECT

public:
    CrashNotesFlow(const QString& dir, MessageStrip& messages, QWidget* window);

private:
    struct Found {
        std::vector<CrashNote> notes;
        QString text;
        bool isOfWindow = false;
    };
    static Found look(const QString& dir);
    void offer(const Found& found);
    void markSeen() const;

    MessageStrip& m_messages;
    QWidget* const m_window;
    std::vector<CrashNote> m_offered;
};

}  // namespace semblance
