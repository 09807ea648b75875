#pragma once

#include <QByteArray>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QString>
#include <optional>
#include <vector>

#include "core/base/stepid.h"
#include "core/query/querytrail.h"

namespace semblance {

class DeskThreads;

/// The way the user came through their queries, kept with the library. Lives on the GUI thread:
/// every call changes the trail at once, and the database later, on another thread. A step that
/// cannot be written is in the trail until the window closes.
class HistoryService : public QObject {
    Q_OBJECT

public:
    /// `threads` outlives it.
    explicit HistoryService(DeskThreads& threads, QObject* parent = nullptr);

    /// Longer queries (with pictures in them that are no files) are not written.
    static constexpr qsizetype mostJson = 256 * 1024;
    static constexpr int picturesOfStep = 4;
    /// The side in pixels of the pictures of steps.
    static constexpr int pictureSide = 96;

    const QueryTrail& trail() const { return m_trail; }

    /// Whether steps are written from now on; what was written stays until it is forgotten.
    void setKept(bool isKept) { m_isKept = isKept; }
    /// The steps of before the start.
    void addKnown(std::vector<TrailStep> steps);

    /// As QueryTrail's.
    StepId ask(const Query& query);
    void visit(StepId step);
    void back();
    void forward();

    /// Notes how a step was left: with this mix, and this row at the top.
    void leave(StepId step, std::optional<double> mix, int topRow);
    /// Notes what the answer to a step begins with.
    void setPictures(StepId step, const std::vector<ContentId>& contents);
    void setName(StepId step, const QString& name);
    void remove(StepId step);
    void forgetAll();

    /// Asks for a small picture of a content; pictureReady() follows where the library has one.
    void requestPicture(const QByteArray& contentKey);

Q_SIGNALS:
    /// Steps came, went or look different.
    void changed();
    /// Another step is the current one.
    void moved();
    void pictureReady(const QByteArray& contentKey, const QImage& picture);

private:
    void keep(StepId step);
    void takeKeys(StepId step, std::vector<QByteArray> keys);

    DeskThreads& m_threads;
    QueryTrail m_trail;
    bool m_isKept = true;
    QSet<QByteArray> m_asked;  ///< pictures
};

}  // namespace semblance
