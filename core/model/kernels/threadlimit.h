#pragma once

namespace semblance {

/// How many threads libtorch computes with on behalf of the calling thread, while the object lives.
class ThreadLimit {
public:
    explicit ThreadLimit(int threads);
    ~ThreadLimit();
    ThreadLimit(const ThreadLimit&) = delete;
    ThreadLimit& operator=(const ThreadLimit&) = delete;

    /// A thread that computes for the first time takes the number that any thread has set last.
    /// After this call it is not another one's limit.
    static void prepareThread();

private:
    const int m_before;
};

}  // namespace semblance
