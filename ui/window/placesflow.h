#pragma once

#include <QObject>

#include "core/library/services/indexingservice.h"

namespace semblance {

class Dialogs;
class FolderPanel;
struct Services;

/// Ties the folder panel to what it shows and changes of places: folders that go or are recognised
/// at a new place, what was passed over or failed, and what is left out.
class PlacesFlow final : public QObject {
    Q_OBJECT

public:
    PlacesFlow(const Services& services, FolderPanel& folders, Dialogs& dialogs, QObject* parent);

Q_SIGNALS:
    void said(const QString& sentence);
};

}  // namespace semblance
