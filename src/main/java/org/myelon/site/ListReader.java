package org.myelon.site;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.myelon.step.InputException;

/**
 * Reads {@code db.xml.gz}, also one that is not trusted: a document type is skipped, entities other
 * than those of XML itself are refused, nothing outside of the file is looked at, and there is a
 * limit to what is unpacked. Elements that the updater does not know are passed over, as it does.
 */
final class ListReader {

  private static final int MOST_BYTES = 64 << 20;

  private final XMLStreamReader xml;

  private ListReader(XMLStreamReader xml) {
    this.xml = xml;
  }

  /**
   * The list in a file.
   *
   * @throws InputException if it is no such list, or names places that it must not name
   */
  static SiteList read(Path file) {
    try {
      final XMLStreamReader xml =
          factory().createXMLStreamReader(new ByteArrayInputStream(unpacked(file)));
      return new SiteList(new ListReader(xml).files());
    } catch (ZipException | EOFException e) {
      throw damaged(file, "it is not packed by gzip, or is damaged", e);
    } catch (XMLStreamException e) {
      throw damaged(file, e.getMessage().replaceAll("\\s+", " "), e);
    } catch (InputException | NumberFormatException e) {
      throw damaged(file, e.getMessage(), e);
    } catch (IOException e) {
      throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }

  private static InputException damaged(Path file, String why, Exception cause) {
    return new InputException(
        file + " is no list of an update site: " + why.replaceAll("[.]$", "") + ".", cause);
  }

  private static XMLInputFactory factory() {
    final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("it asks for " + systemId);
        });
    return factory;
  }

  private static byte[] unpacked(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      final byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES)
        throw new InputException("it unpacks to more than " + (MOST_BYTES >> 20) + " MB");
      return bytes;
    }
  }

  private List<SiteFile> files() throws XMLStreamException {
    if (!nextChild() || !xml.getLocalName().equals("pluginRecords"))
      throw new InputException("it does not begin with pluginRecords");
    final List<SiteFile> files = new ArrayList<>();
    while (nextChild()) {
      if (xml.getLocalName().equals("plugin")) files.add(file());
      else skip();
    }
    return files;
  }

  private SiteFile file() throws XMLStreamException {
    final SitePath path = new SitePath(attribute("filename"));
    final List<String> platforms = new ArrayList<>(), categories = new ArrayList<>();
    final List<SiteFile.Previous> previous = new ArrayList<>();
    SiteFile.Version version = null;
    while (nextChild())
      switch (xml.getLocalName()) {
        case "platform" -> platforms.add(text());
        case "category" -> categories.add(text());
        case "version" -> version = version();
        case "previous-version" -> {
          previous.add(previous(path));
          skip();
        }
        default -> skip();
      }
    return new SiteFile(path, platforms, categories, version, previous);
  }

  private SiteFile.Version version() throws XMLStreamException {
    final String checksum = checksum();
    final long timestamp = Timestamp.parse(attribute("timestamp"));
    final long size = Long.parseLong(attribute("filesize"));
    final List<String> dependencies = new ArrayList<>();
    final List<String> links = new ArrayList<>(), authors = new ArrayList<>();
    String description = "";
    while (nextChild())
      switch (xml.getLocalName()) {
        case "description" -> description = text();
        case "link" -> links.add(text());
        case "author" -> authors.add(text());
        case "dependency" -> {
          dependencies.add(new SitePath(attribute("filename")).unversioned());
          skip();
        }
        default -> skip();
      }
    return new SiteFile.Version(
        checksum, timestamp, size, new SiteFile.About(description, dependencies, links, authors));
  }

  private SiteFile.Previous previous(SitePath present) {
    final String name = xml.getAttributeValue(null, "filename");
    final String obsolete = xml.getAttributeValue(null, "timestamp-obsolete");
    return new SiteFile.Previous(
        checksum(),
        Timestamp.parse(attribute("timestamp")),
        obsolete == null ? 0 : Long.parseLong(obsolete),
        name == null || name.isEmpty() ? present : new SitePath(name));
  }

  private String checksum() {
    final String checksum = attribute("checksum");
    if (!checksum.matches("[0-9a-f]{40}"))
      throw new InputException("a checksum has 40 hexadecimal digits, not '" + checksum + "'");
    return checksum;
  }

  private String attribute(String name) {
    final String value = xml.getAttributeValue(null, name);
    if (value == null)
      throw new InputException("an element " + xml.getLocalName() + " has no " + name);
    return value;
  }

  /** Goes to the next element inside the present one; false at its end. */
  private boolean nextChild() throws XMLStreamException {
    while (true)
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          return true;
        }
        case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
          return false;
        }
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new InputException("it uses the entity " + xml.getLocalName());
        default -> {
          // text between elements says nothing
        }
      }
  }

  private String text() throws XMLStreamException {
    return xml.getElementText().strip();
  }

  private void skip() throws XMLStreamException {
    while (nextChild()) skip();
  }
}
