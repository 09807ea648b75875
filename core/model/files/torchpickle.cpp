#include "core/model/files/torchpickle.h"

#include <QCoreApplication>
#include <QSet>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <unordered_map>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TorchFile)
};

// A thousand tensors take 200 KB.
constexpr std::size_t kMostBytes = 8 << 20;
constexpr std::size_t kMostValues = 1 << 20;
constexpr std::size_t kMostText = 4096;
constexpr std::size_t kMostDimensions = 16;

using Index = std::uint32_t;

enum class Kind { None, Whole, Words, Tuple, List, Dict, Function, StorageType, Storage, Tensor };

enum class Function { OrderedDict, RebuildTensor, RebuildParameter };

/// Values lie side by side and refer to each other by number, so however deep they are nested,
/// nothing recurses.
struct Value {
    Kind kind = Kind::None;
    std::int64_t whole = 0;   ///< Whole; Function; the type of a storage; a tensor's offset
    QString words;            ///< Words; a storage's key
    std::uint64_t count = 0;  ///< of a storage
    std::vector<Index>
        items;  ///< Tuple, List; Dict: key, value, ...; Tensor: storage and two tuples
};

struct StorageType {
    const char* name;
    TensorType type;
};
constexpr std::array kStorageTypes{
    StorageType{"FloatStorage", TensorType::F32},     StorageType{"HalfStorage", TensorType::F16},
    StorageType{"BFloat16Storage", TensorType::BF16}, StorageType{"DoubleStorage", TensorType::F64},
    StorageType{"LongStorage", TensorType::I64},      StorageType{"IntStorage", TensorType::I32},
    StorageType{"ShortStorage", TensorType::I16},     StorageType{"CharStorage", TensorType::I8},
    StorageType{"ByteStorage", TensorType::U8},       StorageType{"BoolStorage", TensorType::Bool},
};

tl::unexpected<PickleRefusal> refuse(const QString& reason) {
    return tl::unexpected<PickleRefusal>(PickleRefusal{reason, {}});
}

tl::unexpected<PickleRefusal> broken() {
    return refuse(Text::tr("its description of the tensors makes no sense"));
}

/// Runs the stack machine of one pickle, as far as it is known.
class Machine {
public:
    Machine(std::span<const std::byte> bytes, std::size_t place)
        : m_bytes(bytes.subspan(std::min(place, bytes.size()))) {
        m_limit = std::min(m_bytes.size(), kMostBytes);
    }

    /// The value on top at the end.
    Unpickled<Index> run() {
        for (;;) {
            const int code = byte();
            if (code < 0)
                return refuse(Text::tr("its description of the tensors is cut off or too long"));
            if (code == '.')
                break;
            if (auto done = step(code); !done)
                return tl::unexpected<PickleRefusal>(done.error());
            if (m_failed)
                return broken();
        }
        if (m_stack.size() != 1 || !m_marks.empty())
            return broken();
        return m_stack.front();
    }

    std::size_t used() const { return m_at; }
    const Value& operator[](Index index) const { return m_values[index]; }

private:
    int byte() { return m_at < m_limit ? int(m_bytes[m_at++]) : -1; }

    std::span<const std::byte> take(std::uint64_t length) {
        if (length > m_limit - m_at) {
            m_failed = true;
            return {};
        }
        const auto taken = m_bytes.subspan(m_at, std::size_t(length));
        m_at += std::size_t(length);
        return taken;
    }
    template <class T>
    T number() {
        const auto bytes = take(sizeof(T));
        return bytes.empty() ? T{} : qFromLittleEndian<T>(bytes.data());
    }
    QString words(std::uint64_t length) {
        const auto bytes = take(length);
        if (length > kMostText)
            m_failed = true;
        return m_failed ? QString()
                        : QString::fromUtf8(reinterpret_cast<const char*>(bytes.data()),
                                            qsizetype(bytes.size()));
    }
    QString line() {
        const std::size_t first = m_at;
        while (m_at < m_limit && m_bytes[m_at] != std::byte{'\n'})
            ++m_at;
        const std::size_t length = m_at - first;
        m_at = first;
        const QString text = words(length);
        take(1);
        return text;
    }

    void push(Value value) {
        m_failed = m_failed || m_values.size() >= kMostValues;
        if (m_failed)
            return;
        m_values.push_back(std::move(value));
        m_stack.push_back(Index(m_values.size() - 1));
    }
    void push(Kind kind, std::int64_t whole = 0) { push({kind, whole, {}, 0, {}}); }
    Index pop() {
        // What stands below a mark belongs to it.
        if (m_stack.empty() || (!m_marks.empty() && m_stack.size() <= m_marks.back())) {
            m_failed = true;
            return kNothing;
        }
        const Index top = m_stack.back();
        m_stack.pop_back();
        return top;
    }
    std::vector<Index> popMany(std::size_t count) {
        std::vector<Index> items(count);
        for (std::size_t i = count; i-- > 0;)
            items[i] = pop();
        return items;
    }
    std::vector<Index> popToMark() {
        if (m_marks.empty() || m_marks.back() > m_stack.size()) {
            m_failed = true;
            return {};
        }
        const auto first = m_stack.begin() + std::ptrdiff_t(m_marks.back());
        std::vector<Index> items(first, m_stack.end());
        m_stack.erase(first, m_stack.end());
        m_marks.pop_back();
        return items;
    }
    void tuple(std::vector<Index> items) { push({Kind::Tuple, 0, {}, 0, std::move(items)}); }

    /// Appends to the list or dictionary on top.
    void append(Kind kind, const std::vector<Index>& items) {
        const Index top = pop();
        if (m_failed || m_values[top].kind != kind || (kind == Kind::Dict && items.size() % 2)) {
            m_failed = true;
            return;
        }
        auto& to = m_values[top].items;
        to.insert(to.end(), items.begin(), items.end());
        m_stack.push_back(top);
    }
    void remember(std::uint32_t number) {
        const Index top = pop();
        m_memo[number] = top;
        m_stack.push_back(top);
    }
    void recall(std::uint32_t number) {
        const auto it = m_memo.find(number);
        if (it == m_memo.end())
            m_failed = true;
        else
            m_stack.push_back(it->second);
    }
    void longNumber() {
        const int length = byte();
        const auto bytes = take(std::uint64_t(std::max(length, 0)));
        std::uint64_t value = 0;
        if (length < 0 || length > 8)
            m_failed = true;
        for (std::size_t i = 0; !m_failed && i < bytes.size(); ++i)
            value |= std::uint64_t(bytes[i]) << (8 * i);
        if (!bytes.empty() && bytes.size() < 8 && std::to_integer<int>(bytes.back()) & 0x80)
            value |= ~std::uint64_t{0} << (8 * bytes.size());
        push(Kind::Whole, std::int64_t(value));
    }

    Unpickled<void> name();
    Unpickled<void> call();
    void storage();
    Unpickled<void> step(int code);

    bool is(Index index, Kind kind) const { return m_values[index].kind == kind; }

    static constexpr Index kNothing = 0;

    std::span<const std::byte> m_bytes;
    std::size_t m_limit = 0;
    std::size_t m_at = 0;
    bool m_failed = false;
    std::vector<Value> m_values{Value{}};  ///< the first stands for what is not there
    std::vector<Index> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint32_t, Index> m_memo;
};

/// A name is looked up in the list of those known, and nowhere else.
Unpickled<void> Machine::name() {
    const QString module = line();
    const QString word = line();
    const QString whole = module + u'.' + word;
    if (module == QLatin1String("torch")) {
        for (const StorageType& storage : kStorageTypes) {
            if (word == QLatin1String(storage.name)) {
                push(Kind::StorageType, std::int64_t(storage.type));
                return {};
            }
        }
    }
    if (whole == QLatin1String("collections.OrderedDict"))
        push(Kind::Function, std::int64_t(Function::OrderedDict));
    else if (whole == QLatin1String("torch._utils._rebuild_tensor_v2"))
        push(Kind::Function, std::int64_t(Function::RebuildTensor));
    else if (whole == QLatin1String("torch._utils._rebuild_parameter"))
        push(Kind::Function, std::int64_t(Function::RebuildParameter));
    else if (!m_failed)
        return tl::unexpected<PickleRefusal>(PickleRefusal{{}, whole});
    return {};
}

Unpickled<void> Machine::call() {
    const Index arguments = pop();
    const Index function = pop();
    if (m_failed || !is(function, Kind::Function) || !is(arguments, Kind::Tuple))
        return broken();
    const std::vector<Index>& given = m_values[arguments].items;
    switch (Function(m_values[function].whole)) {
        case Function::OrderedDict:
            if (!given.empty())
                return broken();
            push(Kind::Dict);
            return {};
        case Function::RebuildParameter:
            if (given.empty() || !is(given[0], Kind::Tensor))
                return broken();
            m_stack.push_back(given[0]);
            return {};
        case Function::RebuildTensor:
            break;
    }
    if (given.size() < 4 || !is(given[0], Kind::Storage) || !is(given[1], Kind::Whole) ||
        !is(given[2], Kind::Tuple) || !is(given[3], Kind::Tuple))
        return broken();
    push({Kind::Tensor, m_values[given[1]].whole, {}, 0, {given[0], given[2], given[3]}});
    return {};
}

/// ("storage", its type, its key, the device it was on, how many numbers).
void Machine::storage() {
    const Index told = pop();
    const std::vector<Index>& given = m_values[told].items;
    if (m_failed || given.size() < 5 || m_values[given[0]].words != QLatin1String("storage") ||
        !is(given[1], Kind::StorageType) || !is(given[2], Kind::Words) ||
        !is(given[4], Kind::Whole) || m_values[given[4]].whole < 0) {
        m_failed = true;
        return;
    }
    push({Kind::Storage,
          m_values[given[1]].whole,
          m_values[given[2]].words,
          std::uint64_t(m_values[given[4]].whole),
          {}});
}

Unpickled<void> Machine::step(int code) {
    switch (code) {
        case 0x80:  // PROTO
            if (byte() > 3)
                return refuse(Text::tr("its description of the tensors is of a newer format"));
            return {};
        case '(':
            m_marks.push_back(m_stack.size());
            return {};
        case 'N':
            push(Kind::None);
            return {};
        case 0x88:  // NEWTRUE
        case 0x89:  // NEWFALSE
            push(Kind::Whole, code == 0x88);
            return {};
        case 'J':
            push(Kind::Whole, number<std::int32_t>());
            return {};
        case 'K':
            push(Kind::Whole, number<std::uint8_t>());
            return {};
        case 'M':
            push(Kind::Whole, number<std::uint16_t>());
            return {};
        case 0x8a:
            longNumber();
            return {};
        case 'X':
            push({Kind::Words, 0, words(number<std::uint32_t>()), 0, {}});
            return {};
        case 'U':
            push({Kind::Words, 0, words(number<std::uint8_t>()), 0, {}});
            return {};
        case ')':
            tuple({});
            return {};
        case 0x85:
        case 0x86:
        case 0x87:
            tuple(popMany(std::size_t(code - 0x84)));
            return {};
        case 't':
            tuple(popToMark());
            return {};
        case '}':
            push(Kind::Dict);
            return {};
        case ']':
            push(Kind::List);
            return {};
        case 's':
            append(Kind::Dict, popMany(2));
            return {};
        case 'u':
            append(Kind::Dict, popToMark());
            return {};
        case 'a':
            append(Kind::List, popMany(1));
            return {};
        case 'e':
            append(Kind::List, popToMark());
            return {};
        case 'q':
            remember(number<std::uint8_t>());
            return {};
        case 'r':
            remember(number<std::uint32_t>());
            return {};
        case 'h':
            recall(number<std::uint8_t>());
            return {};
        case 'j':
            recall(number<std::uint32_t>());
            return {};
        case 'c':
            return name();
        case 'R':
            return call();
        case 'Q':
            storage();
            return {};
        case 'b': {
            // What torch notes beside a dictionary (the versions of its modules).
            pop();
            const Index top = pop();
            if (!m_failed && !is(top, Kind::Dict))
                return broken();
            m_stack.push_back(top);
            return {};
        }
        default:
            return refuse(Text::tr("its description of the tensors has the unknown sign %1")
                              .arg(code, 2, 16, QLatin1Char('0')));
    }
}

/// Whole numbers >= 0; false for anything else.
bool readExtents(const Machine& machine, Index tuple, std::vector<std::int64_t>& to) {
    if (machine[tuple].items.size() > kMostDimensions)
        return false;
    for (const Index item : machine[tuple].items) {
        if (machine[item].kind != Kind::Whole || machine[item].whole < 0)
            return false;
        to.push_back(machine[item].whole);
    }
    return true;
}

bool readTensor(const Machine& machine, Index index, TorchTensor& to) {
    const Value& tensor = machine[index];
    if (tensor.kind != Kind::Tensor || tensor.whole < 0)
        return false;
    const Value& storage = machine[tensor.items[0]];
    to.storage = {storage.words, TensorType(storage.whole), storage.count};
    to.offset = std::uint64_t(tensor.whole);
    return readExtents(machine, tensor.items[1], to.shape) &&
           readExtents(machine, tensor.items[2], to.strides) &&
           to.shape.size() == to.strides.size();
}

/// The dictionary itself, or the one it has under "state_dict", as trainers store it.
Index stateOf(const Machine& machine, Index top) {
    const std::vector<Index>& items = machine[top].items;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        if (machine[items[i]].words == QLatin1String("state_dict") &&
            machine[items[i + 1]].kind == Kind::Dict)
            return items[i + 1];
    }
    return top;
}

}  // namespace

Unpickled<std::vector<TorchTensor>> TorchPickle::tensors() {
    Machine machine(m_bytes, m_place);
    const auto top = machine.run();
    if (!top)
        return tl::unexpected<PickleRefusal>(top.error());
    m_place += machine.used();
    if (machine[*top].kind != Kind::Dict)
        return refuse(Text::tr("it holds no dictionary of tensors"));
    const std::vector<Index>& items = machine[stateOf(machine, *top)].items;
    std::vector<TorchTensor> tensors;
    QSet<QString> names;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        TorchTensor tensor;
        tensor.name = machine[items[i]].words;
        if (tensor.name.isEmpty() || names.contains(tensor.name))
            return refuse(Text::tr("a tensor's name is missing or occurs twice"));
        if (!readTensor(machine, items[i + 1], tensor))
            return refuse(Text::tr("what it calls %1 is no tensor").arg(tensor.name));
        names.insert(tensor.name);
        tensors.push_back(std::move(tensor));
    }
    return tensors;
}

Unpickled<std::vector<QString>> TorchPickle::texts() {
    Machine machine(m_bytes, m_place);
    const auto top = machine.run();
    if (!top)
        return tl::unexpected<PickleRefusal>(top.error());
    m_place += machine.used();
    if (machine[*top].kind != Kind::List)
        return broken();
    std::vector<QString> texts;
    for (const Index item : machine[*top].items)
        texts.push_back(machine[item].words);
    return texts;
}

Unpickled<void> TorchPickle::skip() {
    Machine machine(m_bytes, m_place);
    const auto top = machine.run();
    if (!top)
        return tl::unexpected<PickleRefusal>(top.error());
    m_place += machine.used();
    return {};
}

}  // namespace semblance
