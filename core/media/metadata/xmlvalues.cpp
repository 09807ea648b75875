#include "core/media/metadata/xmlvalues.h"

#include <QXmlStreamReader>
#include <vector>

namespace semblance {

using namespace Qt::StringLiterals;

namespace {

constexpr auto rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"_L1;
constexpr auto packetWrapper = "adobe:ns:meta/"_L1;

struct Element {
    QString name;
    QString text;
    bool isLeaf = true;
    bool hasResource = false;
};

QString nameOf(QStringView space, QStringView name) {
    return space.toString() + u' ' + name.toString();
}

/// Those that say how the rest is to be read.
bool isSyntax(const QXmlStreamAttribute& attribute) {
    return attribute.namespaceUri() == packetWrapper ||
           (attribute.namespaceUri() == rdf && attribute.name() != "resource"_L1 &&
            attribute.name() != "value"_L1);
}

}  // namespace

std::optional<QMap<QString, int>> xmlValues(const QByteArray& packet) {
    QMap<QString, int> values;
    std::vector<Element> open;
    QXmlStreamReader xml(packet);
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
            case QXmlStreamReader::StartElement: {
                if (!open.empty())
                    open.back().isLeaf = false;
                Element element;
                element.name = nameOf(xml.namespaceUri(), xml.name());
                for (const QXmlStreamAttribute& attribute : xml.attributes()) {
                    if (isSyntax(attribute))
                        continue;
                    // A reference is the text of its element.
                    const bool isResource = attribute.namespaceUri() == rdf;
                    element.hasResource = element.hasResource || isResource;
                    const QString name = isResource
                                             ? element.name
                                             : nameOf(attribute.namespaceUri(), attribute.name());
                    ++values[name + u'=' + attribute.value().trimmed().toString()];
                }
                open.push_back(std::move(element));
                break;
            }
            case QXmlStreamReader::Characters:
                if (!open.empty())
                    open.back().text += xml.text();
                break;
            case QXmlStreamReader::EndElement: {
                const Element& element = open.back();
                const QString text = element.text.trimmed();
                if (element.isLeaf && !element.hasResource && !text.isEmpty())
                    ++values[element.name + u'=' + text];
                open.pop_back();
                break;
            }
            default:
                break;
        }
    }
    return xml.hasError() ? std::nullopt : std::optional(values);
}

}  // namespace semblance
