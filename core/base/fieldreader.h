#pragma once

#include <QByteArray>
#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <memory>

namespace semblance {

/// Reads the fields of an object that came from elsewhere: a message in CBOR, a file in JSON. The
/// first one that is missing, ill-typed or out of range sticks, by its path ("image.side"), and
/// reads as nothing or 0; ask bad() before what was read is used. For configurations, which are
/// written as well and whose fields may be left out, see JsonFields.
class FieldReader {
public:
    explicit FieldReader(const QCborMap& object);
    explicit FieldReader(const QJsonObject& object);

    bool has(const char* name) const { return !value(name).isUndefined(); }
    QStringList names() const;

    /// Undefined when there is none.
    QCborValue value(const char* name) const;

    QString text(const char* name);
    QByteArray bytes(const char* name);
    bool flag(const char* name);
    double number(const char* name);
    double number(const char* name, double least, double most);

    /// A whole number; 3.0 is one.
    qint64 whole(const char* name, qint64 least, qint64 most);
    int integer(const char* name, int least, int most);

    QStringList texts(const char* name);
    QCborArray array(const char* name);
    QCborMap map(const char* name);

    /// A reader of the object in this field; what is bad in it is bad here.
    FieldReader object(const char* name);

    /// For what the type alone does not show.
    void refuse(const char* name);
    void require(bool holds, const char* name);

    /// The path of the first bad field; empty when all is well.
    const QString& bad() const { return *m_bad; }

private:
    FieldReader(const QCborMap& object, QString path, std::shared_ptr<QString> bad);

    template <class T>
    T wrong(const char* name) {
        refuse(name);
        return T{};
    }

    QCborMap m_object;
    QString m_path;  ///< of the object, with a dot at its end
    std::shared_ptr<QString> m_bad;
};

}  // namespace semblance
