-- Says to pandoc what HTML says in classes: a `div` of a class below becomes a call of the typst function of that name
-- (templates/preamble.typ), or a Word paragraph style; notes become footnotes. Sections and page breaks reach Word as
-- marked paragraphs, which `word/sections.py` turns into section breaks.

local to_typst = FORMAT == "typst"

local word_style = {
  ["table-note"] = "TableNote",
  right = "AlignRight",
  center = "AlignCenter",
  flush = "Flush",
  ["further-title"] = "Title",
}
local typst_call = {
  ["table-note"] = true, right = true, center = true, flush = true, table = true, ["dense-table"] = true, chart = true,
  ["table-caption"] = true, landscape = true, annex = true, ["page-break"] = true,
  ["further-title"] = true,
}

local typst_span = { marked = "#box", head = "#hp-head" }

local function typst_raw(text) return pandoc.RawBlock("typst", text) end

local function mark(name)
  return pandoc.RawBlock("openxml", '<w:p><w:pPr><w:pStyle w:val="Mark-' .. name .. '"/></w:pPr></w:p>')
end

local function enclosed(first, blocks, last)
  local all = pandoc.Blocks({ first })
  all:extend(blocks)
  all:insert(last)
  return all
end

local function div_to_word(div)
  for _, class in ipairs(div.classes) do
    if word_style[class] then
      div.attributes["custom-style"] = word_style[class]
      return div
    elseif class == "landscape" then
      return enclosed(mark("landscape-begin"), div.content, mark("landscape-end"))
    elseif class == "page-break" then
      return mark("page-break")
    end
  end
  return div.content
end

function Div(div)
  if not to_typst then return div_to_word(div) end
  for _, class in ipairs(div.classes) do
    if typst_call[class] then
      local options = div.classes:includes("whole") and "(whole: true)" or ""
      return enclosed(typst_raw("#hp-" .. class .. options .. "["), div.content, typst_raw("]"))
    end
  end
  return div.content
end

-- The same text names one picture for both: lines for the PDF, dots for Word.
function Image(image)
  image.src = image.src .. (to_typst and ".svg" or ".png")
  return image
end

-- Pandoc leaves signs alone that typst reads as its own: -5 would print with another minus sign, ... as one letter, and
-- a paragraph beginning with a stroke would be a list of terms. Every sign behind a backslash stands for itself.
function Str(text)
  if to_typst then return pandoc.RawInline("typst", (text.text:gsub("%p", "\\%0"))) end
end

function Span(span)
  if span.classes:includes("note") then return pandoc.Note({ pandoc.Para(span.content) }) end
  for class, call in pairs(typst_span) do
    if to_typst and span.classes:includes(class) then
      local whole = pandoc.Inlines({ pandoc.RawInline("typst", call .. "[") })
      whole:extend(span.content)
      whole:insert(pandoc.RawInline("typst", "]"))
      return whole
    end
  end
  -- A typst label is not needed to find a figure again; Word makes a bookmark of the id.
  if to_typst then return span.content end
end

function Header(header)
  if header.classes:includes("annex-title") then
    if to_typst then
      return enclosed(typst_raw("#hp-annex-title["), { header }, typst_raw("]"))
    end
    local title = pandoc.Para({ pandoc.Span(header.content, pandoc.Attr(header.identifier)) })
    return pandoc.Div({ title }, pandoc.Attr("", {}, { ["custom-style"] = "AnnexTitle" }))
  end
  if not to_typst and header.classes:includes("unlisted") then
    local style = "UnlistedHeading" .. header.level - 1 -- pandoc shifts the levels after this filter
    return pandoc.Div({ pandoc.Para(header.content) }, pandoc.Attr("", {}, { ["custom-style"] = style }))
  end
end
