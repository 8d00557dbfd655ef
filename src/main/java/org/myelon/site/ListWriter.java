package org.myelon.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes {@code db.xml.gz} as the updater reads it: one line, no blanks between the elements. */
final class ListWriter {

  private final XMLStreamWriter xml;

  private ListWriter(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The whole file; equal lists give equal bytes. */
  static byte[] write(SiteList list) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(bytes)) {
      final XMLStreamWriter xml =
          XMLOutputFactory.newInstance()
              .createXMLStreamWriter(packed, StandardCharsets.UTF_8.name());
      new ListWriter(xml).list(list);
      xml.close();
    } catch (IOException | XMLStreamException e) {
      throw new IllegalStateException("Writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private void list(SiteList list) throws XMLStreamException {
    xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    xml.writeStartElement("pluginRecords");
    for (SiteFile file : list.files()) file(file);
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void file(SiteFile file) throws XMLStreamException {
    xml.writeStartElement("plugin");
    xml.writeAttribute("filename", file.path().text());
    texts("platform", file.platforms());
    texts("category", file.categories());
    if (!file.isObsolete()) version(file.version());
    for (SiteFile.Previous p : file.previous()) {
      xml.writeStartElement("previous-version");
      xml.writeAttribute("timestamp", Long.toString(p.timestamp()));
      xml.writeAttribute("timestamp-obsolete", Long.toString(p.obsolete()));
      xml.writeAttribute("checksum", p.checksum());
      xml.writeAttribute("filename", p.path().text());
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void version(SiteFile.Version v) throws XMLStreamException {
    xml.writeStartElement("version");
    xml.writeAttribute("checksum", v.checksum());
    xml.writeAttribute("timestamp", Long.toString(v.timestamp()));
    xml.writeAttribute("filesize", Long.toString(v.size()));
    if (!v.about().description().isEmpty()) texts("description", List.of(v.about().description()));
    for (String d : v.about().dependencies()) {
      xml.writeStartElement("dependency");
      xml.writeAttribute("filename", d);
      xml.writeEndElement();
    }
    texts("link", v.about().links());
    texts("author", v.about().authors());
    xml.writeEndElement();
  }

  private void texts(String element, List<String> texts) throws XMLStreamException {
    for (String text : texts) {
      xml.writeStartElement(element);
      xml.writeCharacters(text);
      xml.writeEndElement();
    }
  }
}
