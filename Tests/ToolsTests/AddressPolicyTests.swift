import Kernel
import Testing
import Tools

@Suite struct AddressPolicyTests {
  @Test(arguments: [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "168.63.129.16", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1", "2001::1", "2001:0:7f00:1::", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "3fff::1", "5f00::1",
    "fec0::1", "4000::1",
  ]) func `refuses`(address: String) throws {
    #expect(!AddressPolicy().admits(try #require(SocketAddress(literal: address, port: 80))))
  }

  @Test(arguments: [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
    "192.167.0.1", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808",
    "2001:200::1", "2001:4860:4860::8888",
  ]) func `admits`(address: String) throws {
    #expect(AddressPolicy().admits(try #require(SocketAddress(literal: address, port: 443))))
  }

  @Test func `admits what the configuration names, in either dress, and no more`() throws {
    let policy = AddressPolicy(allowing: ["192.168.1.5", "10.1.0.0/16", "fd00::/8", "nonsense", "10.0.0.0/33"])
    for address in ["192.168.1.5", "::ffff:192.168.1.5", "10.1.2.3", "fd12::1"] {
      #expect(policy.admits(try #require(SocketAddress(literal: address, port: 80))), "\(address)")
    }
    for address in ["192.168.1.4", "10.2.0.1", "fc00::1", "127.0.0.1"] {
      #expect(!policy.admits(try #require(SocketAddress(literal: address, port: 80))), "\(address)")
    }
    #expect(!AddressPolicy(allowing: ["0.0.0.0/0"]).admits(SocketAddress(.unix("/run/x"))))
  }

  @Test func `says what is wrong with an entry`() {
    #expect(AddressPolicy.fault(in: "10.0.0.0/8") == nil)
    #expect(AddressPolicy.fault(in: "fd00::/8") == nil)
    for text in ["", "nas.local", "10.0.0.0/", "10.0.0.0/33", "10.0.0/8", "1/2/3", "::/129", "10.0.0.0/-1"] {
      #expect(AddressPolicy.fault(in: text) != nil, "\(text)")
    }
  }

  @Test func `a public address of this machine is this machine all the same`() {
    for host in Machine.addresses { #expect(!AddressPolicy().admits(SocketAddress(host, port: 80))) }
    #expect(Machine.addresses.contains(.v4([127, 0, 0, 1])))
  }
}
