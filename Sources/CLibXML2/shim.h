#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 shows ICU's types in its headers, and Foundation brings ICU of its own: the reader needs neither.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
