package org.myelon.image.nifti;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;

/**
 * Writes NIfTI bytes by hand, offset by offset from the standard, and shares no code with the
 * reader under test. Starts as a valid 3x4x2 image whose voxels are 0, 1, 2 …
 */
final class NiftiBytes {

  final int version;
  final ByteOrder order;
  final int code;
  final int width;
  final ByteBuffer header;
  byte[] extensions = {0, 0, 0, 0};
  byte[] voxels;

  NiftiBytes(int version, ByteOrder order, int code, int width) {
    this.version = version;
    this.order = order;
    this.code = code;
    this.width = width;
    header = ByteBuffer.allocate(version == 1 ? 348 : 540).order(order);
    if (version == 1) {
      header.putInt(0, 348).putShort(70, (short) code).putShort(72, (short) (8 * width));
      header.put(344, new byte[] {'n', '+', '1', 0}).putFloat(108, 352).putFloat(112, 1);
    } else {
      header.putInt(0, 540).putShort(12, (short) code).putShort(14, (short) (8 * width));
      header.put(4, new byte[] {'n', '+', '2', 0, '\r', '\n', 0x1a, '\n'});
      header.putLong(168, 544).putDouble(176, 1);
    }
    dims(3, 4, 2);
    sform(2, 2, 0, 0, -10, 0, 3, 0, -20, 0, 0, 4, -30);
    voxels = counting(24);
  }

  static NiftiBytes little(int code, int width) {
    return new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, code, width);
  }

  NiftiBytes dims(long... size) {
    for (int a = 0; a < 8; a++) {
      final long v = a == 0 ? size.length : a <= size.length ? size[a - 1] : 1;
      if (version == 1) header.putShort(40 + 2 * a, (short) v);
      else header.putLong(16 + 8 * a, v);
      if (a > 0) pixdim(a, 1);
    }
    return this;
  }

  NiftiBytes pixdim(int i, double v) {
    if (version == 1) header.putFloat(76 + 4 * i, (float) v);
    else header.putDouble(104 + 8 * i, v);
    return this;
  }

  NiftiBytes sform(int formCode, double... rows) {
    if (version == 1) header.putShort(254, (short) formCode);
    else header.putInt(348, formCode);
    for (int i = 0; i < rows.length; i++)
      if (version == 1) header.putFloat(280 + 4 * i, (float) rows[i]);
      else header.putDouble(400 + 8 * i, rows[i]);
    return this;
  }

  /** Quaternion b, c, d and offset x, y, z. */
  NiftiBytes qform(int formCode, double... numbers) {
    if (version == 1) header.putShort(252, (short) formCode);
    else header.putInt(344, formCode);
    for (int i = 0; i < numbers.length; i++)
      if (version == 1) header.putFloat(256 + 4 * i, (float) numbers[i]);
      else header.putDouble(352 + 8 * i, numbers[i]);
    return this;
  }

  NiftiBytes scaling(double slope, double inter) {
    if (version == 1) header.putFloat(112, (float) slope).putFloat(116, (float) inter);
    else header.putDouble(176, slope).putDouble(184, inter);
    return this;
  }

  NiftiBytes offset(double bytes) {
    if (version == 1) header.putFloat(108, (float) bytes);
    else header.putLong(168, (long) bytes);
    return this;
  }

  NiftiBytes text(int offset, String text) {
    header.put(offset, text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Adds an extension; size and code are written, the content padded with zeros. */
  NiftiBytes extension(int extensionCode, byte[] content) {
    final int size = (content.length + 23) / 16 * 16;
    final ByteBuffer block = ByteBuffer.allocate(size).order(order);
    block.putInt(size).putInt(extensionCode).put(content);
    final ByteArrayOutputStream all = new ByteArrayOutputStream();
    extensions[0] = 1;
    all.writeBytes(extensions);
    all.writeBytes(block.array());
    extensions = all.toByteArray();
    return offset(header.capacity() + extensions.length);
  }

  byte[] counting(int count) {
    final ByteBuffer b = ByteBuffer.allocate(count * width).order(order);
    for (int i = 0; i < count; i++)
      switch (code) {
        case 2, 256 -> b.put((byte) i);
        case 4, 512 -> b.putShort((short) i);
        case 8, 768 -> b.putInt(i);
        case 16 -> b.putFloat(i);
        case 64 -> b.putDouble(i);
        case 1024, 1280 -> b.putLong(i);
        default -> b.put(new byte[width]);
      }
    return b.array();
  }

  /** Header, extensions and voxels in one. */
  byte[] single() {
    final ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(header.array());
    all.writeBytes(extensions);
    all.writeBytes(voxels);
    return all.toByteArray();
  }

  static byte[] gzip(byte[] plain) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
