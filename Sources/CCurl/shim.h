// libcurl for Swift. `curl_easy_setopt` takes any number of arguments, which Swift does not call: each kind of
// argument has its function here.
#pragma once
#include <curl/curl.h>

static inline CURLcode sillage_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

/// libcurl copies the text.
static inline CURLcode sillage_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

/// The list is not copied: it must live as long as the handle works.
static inline CURLcode sillage_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode sillage_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode sillage_curl_set_reader(CURL *handle, curl_read_callback reader) {
  return curl_easy_setopt(handle, CURLOPT_READFUNCTION, reader);
}

static inline CURLcode sillage_curl_set_writer(CURL *handle, curl_write_callback writer) {
  return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, writer);
}

static inline CURLcode sillage_curl_set_witness(CURL *handle, curl_debug_callback witness) {
  return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, witness);
}
