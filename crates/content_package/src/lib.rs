//! What may be read here: EPUB, comics, PDF, audio, film, SCORM and quizzes, opened safely.
