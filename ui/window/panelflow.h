#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "core/catalogue/photolist.h"
#include "core/query/query.h"

namespace semblance {

class PhotoGrid;
class QueryModel;
class SearchFlow;
struct Services;
class SidePanel;

/// Fills the side panel with the grid's current picture, a moment after it has settled, and asks
/// why it is among the answers. Does nothing while the panel is hidden.
class PanelFlow final : public QObject {
    Q_OBJECT

public:
    PanelFlow(const Services& services, SidePanel& panel, const PhotoGrid& grid,
              const SearchFlow& flow, const QueryModel& query, QObject* parent);

    /// The panel came into sight, or the grid's pictures changed.
    void lookSoon();

private:
    void look();
    void explain(const PhotoItem& photo);

    /// What an explanation belongs to.
    struct Asked {
        FileId file;
        std::optional<float> score;
        Query query;

        friend bool operator==(const Asked&, const Asked&) = default;
    };

    static constexpr int settleMs = 100;
    static constexpr int previewSide = 512;

    const Services& m_services;
    SidePanel& m_panel;
    const PhotoGrid& m_grid;
    const SearchFlow& m_flow;
    const QueryModel& m_query;
    QTimer m_settled;
    std::optional<Asked> m_asked;
    bool m_isAnswered = false;  ///< what was asked
};

}  // namespace semblance
