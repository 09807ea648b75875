#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <optional>

namespace semblance {

/// Every value in a packet of XMP by its name, "http://ns.adobe.com/xap/1.0/ Rating=4", and how
/// often it is there: written as an attribute or as an element, it is the same. What only holds
/// others is none, nor is what tells who wrote the packet, and of what. Nothing: it is no XML.
std::optional<QMap<QString, int>> xmlValues(const QByteArray& packet);

}  // namespace semblance
